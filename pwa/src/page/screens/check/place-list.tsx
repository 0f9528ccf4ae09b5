/** The body as a list: what a screen reader, a keyboard and a thumb can all use. */
import { body as words } from '../../words';

type Place = keyof typeof words.places;

const groups: readonly { name: string; places: readonly Place[] }[] = [
  {
    name: words.groups.head,
    places: ['head_top', 'forehead', 'eye', 'ear', 'cheek', 'nose', 'mouth', 'chin', 'head_back'],
  },
  {
    name: words.groups.trunk,
    places: ['neck', 'chest', 'abdomen', 'back_upper', 'back_lower', 'genitals', 'buttock'],
  },
  { name: words.groups.arms, places: ['shoulder', 'upper_arm', 'forearm', 'hand'] },
  { name: words.groups.legs, places: ['thigh', 'knee', 'shin', 'foot'] },
];

interface PlaceListProps {
  chosen: ReadonlySet<string>;
  onChoose: (place: string) => void;
}

export function PlaceList({ chosen, onChoose }: PlaceListProps) {
  return (
    <>
      {groups.map((group) => (
        <section key={group.name} class="govuk-!-margin-bottom-4">
          <h2 class="govuk-heading-s govuk-!-margin-bottom-2">{group.name}</h2>
          <ul class="ds-places">
            {group.places.map((place) => (
              <li key={place}>
                <button
                  type="button"
                  class="ds-place"
                  aria-pressed={chosen.has(place)}
                  onClick={() => onChoose(place)}
                >
                  {words.places[place]}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
