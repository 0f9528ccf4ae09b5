/** A plain figure, front and back. It repeats the list for the eye; the list is what is used without it. */
import type { Injury } from '../../../domain';
import { body as words } from '../../words';

type Side = 'left' | 'right' | null;

interface BodyDrawingProps {
  injuries: readonly Injury[];
  onChoose: (place: string, side: Side) => void;
}

type Shape = readonly [place: string, path: string];

/** Of one half of the body, drawn on both sides of the middle (x = 60). */
const limbs: readonly Shape[] = [
  ['shoulder', 'M44 61q-15 0-17 15l11 3 6-6z'],
  ['upper_arm', 'M26.500 78l11 3-4 28-10-2z'],
  ['forearm', 'M23 109l10 2-5 30-8-2z'],
  ['hand', 'M19.500 141l8.500 2q1 12-5 17-8-4-3.500-19z'],
  ['thigh', 'M42 136h17l-2 46H44z'],
  ['knee', 'M44 184h13v14H45z'],
  ['shin', 'M45 200h12l-2.500 42H47z'],
  ['foot', 'M47 244h8l1 8q0 5-8 5H42q0-5 5-8z'],
];

const eyes: readonly Shape[] = [
  ['ear', 'M41 29q-4-2-4 4t5 8z'],
  ['eye', 'M47 32q4-4 8 0-4 4-8 0z'],
  ['cheek', 'M45 38h8v7h-6z'],
];

const front: readonly Shape[] = [
  ['head_top', 'M43 22Q46 7 60 7t17 15z'],
  ['forehead', 'M42.500 23h35l.500 6h-36z'],
  ['nose', 'M60 32l3.500 8h-7z'],
  ['mouth', 'M54 45q6-3 12 0-6 4-12 0z'],
  ['chin', 'M51 50h18q-4 7-9 7t-9-7z'],
  ['neck', 'M54 57.500h12l1 5H53z'],
  ['chest', 'M44 64h32l3 30H41z'],
  ['abdomen', 'M41 96h38l-1 24H42z'],
  ['genitals', 'M42 122h36l-4 12H46z'],
];

const back: readonly Shape[] = [
  ['head_back', 'M60 7q18 0 18 24t-18 26q-18-2-18-26T60 7z'],
  ['neck', 'M54 57.500h12l1 5H53z'],
  ['back_upper', 'M44 64h32l3 28H41z'],
  ['back_lower', 'M41 94h38l-1 20H42z'],
  ['buttock', 'M42 116h36l1 18H41z'],
];

export function BodyDrawing(props: BodyDrawingProps) {
  return (
    <div class="ds-body" aria-hidden="true">
      <Figure
        {...props}
        name={words.front}
        middle={front}
        halves={[...eyes, ...limbs]}
        sides={['right', 'left']}
      />
      <Figure {...props} name={words.back} middle={back} halves={limbs} sides={['left', 'right']} />
    </div>
  );
}

interface FigureProps extends BodyDrawingProps {
  name: string;
  middle: readonly Shape[];
  halves: readonly Shape[];
  /** Whose side is drawn on the left of the picture, and on its right: the child's own. */
  sides: readonly ['left' | 'right', 'left' | 'right'];
}

function Figure({ name, middle, halves, sides, ...rest }: FigureProps) {
  return (
    <figure class="ds-body__figure">
      <svg class="ds-body__drawing" viewBox="12 2 96 260" focusable="false">
        <path class="ds-body__head" d="M60 7q18 0 18 24t-18 26q-18-2-18-26T60 7z" />
        <Parts {...rest} shapes={middle} side={null} />
        <Parts {...rest} shapes={halves} side={sides[0]} />
        <g transform="matrix(-1 0 0 1 120 0)">
          <Parts {...rest} shapes={halves} side={sides[1]} />
        </g>
      </svg>
      <figcaption class="govuk-body-s">{name}</figcaption>
    </figure>
  );
}

function Parts({
  shapes,
  side,
  injuries,
  onChoose,
}: BodyDrawingProps & { shapes: readonly Shape[]; side: Side }) {
  const isHurt = (place: string) =>
    injuries.some((injury) => injury.place === place && isOnSide(injury, side));
  return (
    <>
      {shapes.map(([place, path]) => (
        <path
          key={place}
          d={path}
          class={isHurt(place) ? 'ds-body__part ds-body__part--chosen' : 'ds-body__part'}
          onClick={() => onChoose(place, side)}
        />
      ))}
    </>
  );
}

/** Where no side was said, both are shown. */
const isOnSide = (injury: Injury, side: Side): boolean =>
  side === null || !(injury.side === 'left' || injury.side === 'right') || injury.side === side;
