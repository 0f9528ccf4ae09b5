/** All families on the phone, found as fast as one can type. */
import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { readFamilies, searchFamilies, type FamilyRow } from '../../store';
import { NotAllHere } from '../app/not-all-here';
import { usePerson } from '../app/phone';
import { allocates } from '../app/roles';
import { useLive } from '../app/use-live';
import { Icon } from '../parts/icon';
import { Flags, Row } from '../parts/rows';
import { Title } from '../parts/title';
import { familyFlags } from '../reading/family';
import { common, families as words } from '../words';
import { opening } from '../words/opening';

const PAGE = 40;

export function Families() {
  const rows = useLive(readFamilies);
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState(PAGE);
  if (!rows) return null;
  const found = searchFamilies(rows, typed);
  const search = (text: string) => {
    setTyped(text);
    setShown(PAGE);
  };
  return (
    <>
      <Title name={words.title} />
      <NotAllHere />
      <OpenOne />
      <Search typed={typed} onType={search} />
      <p class="govuk-body-s ds-quiet" role="status">
        {summary(found.length, rows.length, typed)}
      </p>
      <ul class="ds-list">
        {found.slice(0, shown).map((row) => (
          <FamilyLine key={row.family.id} row={row} />
        ))}
      </ul>
      {found.length > shown && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => setShown(shown + PAGE)}
        >
          {common.showMore(found.length - shown)}
        </button>
      )}
    </>
  );
}

/** By those who may: the server says so too. */
function OpenOne() {
  const { role } = usePerson();
  if (!allocates(role)) return null;
  return (
    <Link href="/families/new" className="govuk-button govuk-button--secondary" role="button">
      {opening.link}
    </Link>
  );
}

function summary(found: number, all: number, typed: string): string {
  if (all === 0) return words.empty;
  if (found === 0) return words.none;
  return typed.trim() ? words.found(found, all) : words.count(all);
}

function Search({ typed, onType }: { typed: string; onType: (text: string) => void }) {
  return (
    <div class="govuk-form-group ds-search">
      <label class="govuk-label govuk-!-font-weight-bold" for="search">
        <Icon name="search" /> {words.search}
      </label>
      <div class="govuk-hint" id="search-hint">
        {words.searchHint}
      </div>
      <input
        class="govuk-input"
        id="search"
        type="search"
        autocomplete="off"
        spellcheck={false}
        aria-describedby="search-hint"
        value={typed}
        onInput={(event) => onType(event.currentTarget.value)}
      />
    </div>
  );
}

function FamilyLine({ row }: { row: FamilyRow }) {
  const { family, children } = row;
  const names = children.map((child) => child.fields.given_name).join(', ');
  return (
    <Row
      href={`/families/${family.id}`}
      title={family.fields.name}
      more={`${family.fields.address}. ${names}`}
    >
      <Flags flags={familyFlags(family, children)} />
    </Row>
  );
}
