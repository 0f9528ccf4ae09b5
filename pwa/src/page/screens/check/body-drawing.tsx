/** A plain figure, front and back. It repeats the list for the eye; the list is what is used without it. */
import { body as words } from '../../words';

interface BodyDrawingProps {
  chosen: ReadonlySet<string>;
  onChoose: (place: string) => void;
}

type Shape = readonly [place: string, path: string];

/** Limbs and halves are drawn twice, once on each side of the middle (x = 60). */
const limbs: readonly Shape[] = [
  ['shoulder', 'M38 52 q-12 2 -13 16 l11 2 l4 -14z'],
  ['upper_arm', 'M25 70 l10 2 l-3 30 l-11 -2z'],
  ['forearm', 'M20 102 l12 2 l-5 32 l-9 -2z'],
  ['hand', 'M17 136 l10 2 q2 14 -5 18 q-9 -2 -5 -20z'],
  ['thigh', 'M40 134 h18 l-2 46 h-14z'],
  ['knee', 'M42 182 h14 v16 h-13z'],
  ['shin', 'M43 200 h13 l-2 42 h-9z'],
  ['foot', 'M44 244 h10 l1 14 h-15z'],
];

const front: readonly Shape[] = [
  ['head_top', 'M44 18 q16 -22 32 0z'],
  ['forehead', 'M43 19 h34 v8 h-34z'],
  ['chin', 'M50 44 h20 q-4 8 -10 8 q-6 0 -10 -8z'],
  ['neck', 'M53 53 h14 v8 h-14z'],
  ['chest', 'M40 62 h40 v30 h-40z'],
  ['abdomen', 'M41 94 h38 v26 h-38z'],
  ['genitals', 'M41 122 h38 l-8 10 h-22z'],
  ['eye', 'M46 28 h11 v6 h-11z M63 28 h11 v6 h-11z'],
  ['cheek', 'M45 35 h8 v8 h-8z M67 35 h8 v8 h-8z'],
  ['ear', 'M37 26 q4 -2 5 8 l-2 6 q-5 -4 -3 -14z M83 26 q-4 -2 -5 8 l2 6 q5 -4 3 -14z'],
  ['nose', 'M58 29 h4 l2 8 h-8z'],
  ['mouth', 'M54 39 h12 v4 h-12z'],
];

const back: readonly Shape[] = [
  ['head_back', 'M43 36 q-4 -30 17 -32 q21 2 17 32 q-4 16 -17 16 q-13 0 -17 -16z'],
  ['neck', 'M53 53 h14 v8 h-14z'],
  ['back_upper', 'M40 62 h40 v28 h-40z'],
  ['back_lower', 'M41 92 h38 v22 h-38z'],
  ['buttock', 'M40 116 h40 v18 h-40z'],
];

export function BodyDrawing(props: BodyDrawingProps) {
  return (
    <div class="ds-body" aria-hidden="true">
      <Figure {...props} shapes={front} name={words.front} />
      <Figure {...props} shapes={back} name={words.back} />
    </div>
  );
}

function Figure({
  shapes,
  name,
  chosen,
  onChoose,
}: BodyDrawingProps & { shapes: readonly Shape[]; name: string }) {
  const part = ([place, path]: Shape) => (
    <path
      key={place}
      d={path}
      class={chosen.has(place) ? 'ds-body__part ds-body__part--chosen' : 'ds-body__part'}
      onClick={() => onChoose(place)}
    />
  );
  return (
    <figure class="ds-body__figure">
      <svg class="ds-body__drawing" viewBox="8 0 104 262" focusable="false">
        {shapes.map(part)}
        <g>{limbs.map(part)}</g>
        <g transform="matrix(-1 0 0 1 120 0)">{limbs.map(part)}</g>
      </svg>
      <figcaption class="govuk-body-s">{name}</figcaption>
    </figure>
  );
}
