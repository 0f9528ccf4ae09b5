/** The call sheet is read aloud to the police: it says what is known, and never more. */
import { describe, expect, test } from 'vitest';
import type { Person } from '../../pwa/src/domain';
import { sheetLines, type SheetFacts } from '../../pwa/src/page/reading/call-sheet';
import { sheet } from '../../pwa/src/page/words';

const now = new Date('2026-11-22T14:00:00.000Z');
const { asks, say } = sheet;
const desk: Person = {
  id: 'desk',
  name: 'Bex Invented',
  role: 'business_support',
  area: 'wirral',
  team_id: null,
  phone: '07700 900555',
};
const request: SheetFacts = {
  ref: 'WIR-0001',
  case_id: 'k',
  child_ids: ['c'],
  raised_by: 'worker',
  reachable_number: '07700 900123',
  children: [
    { id: 'c', name: 'Amber Fourways', date_of_birth: '2012-09-10', interpreter_language: 'Welsh' },
  ],
};

/** Of a person who has the request and not the family's file. */
function said(more: Partial<SheetFacts> = {}, person = desk): Record<string, string> {
  const facts = { ...request, ...more };
  return Object.fromEntries(sheetLines({ facts, file: null, person, profile: null, now }));
}

describe('a call sheet without the file', () => {
  test('names the children as the request does', () => {
    expect(said()[asks.children]).toBe('Amber Fourways, 14 years old, born 10 September 2012');
    expect(said()[asks.needs]).toBe('Amber Fourways: interpreter: Welsh');
  });

  test('does not claim that there is no warning, or no need, where nobody looked', () => {
    expect(said()[asks.safety]).toBe(say.unknown);
    expect(said({ children: [] })[asks.needs]).toBe(say.unknown);
  });

  test('says the warning that the request holds, or that there was none', () => {
    const warned = { flag: true, note: 'Visit in pairs.' };

    expect(said({ staff_safety: warned })[asks.safety]).toBe('Visit in pairs.');
    expect(said({ staff_safety: { flag: false } })[asks.safety]).toBe(say.noSafety);
  });

  test('gives the number of who reads it, not of who wrote it', () => {
    expect(said()[asks.number]).toBe('07700 900555');
    expect(said({}, { ...desk, id: 'worker' })[asks.number]).toBe('07700 900123');
  });
});
