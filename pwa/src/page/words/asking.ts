/** Words for writing on a locked phone, and for the question whose it is. */
const things = (n: number): string => (n === 1 ? '1 thing' : `${n} things`);

export const asking = {
  note: {
    title: 'Write a note, locked',
    text: 'What you type is kept on this phone and locked: nobody can read it until the unlock. It is not sent before that.',
    label: 'Note',
    hint: 'Say which family it is about. You choose the family after the unlock.',
    who: 'Who writes this?',
    error: 'Write the note',
    save: 'Save the note',
    saved:
      'Saved on this phone, locked. It is not sent. After the unlock you are asked whether it is yours.',
    another: 'Write another note',
    failed: 'NOT SAVED - this phone could not lock the note. Write it down on paper.',
    back: 'Back to the lock',
  },
  ask: {
    title: 'Is this yours?',
    text: 'Written while this phone was locked. Nothing of it is sent until somebody says that it is theirs.',
    nothing: 'There is nothing more to ask.',
    all: (n: number) => `All ${n} are mine`,
    call: (who: string, when: string) => `Call to ${who}, ${when}`,
    noteAt: (when: string) => `Note, ${when}`,
    yes: 'Yes, it is mine',
    yesWith: 'Save it for this family',
    no: 'Not mine',
    later: 'Answer later',
    onward: 'Go on',
    chooseFamily: 'Choose the family that the note is about',
    taken: 'Saved on this phone.',
    notTaken: 'NOT SAVED - this phone could not save it. It is still here.',
    forOther: (name: string) => `Kept, locked, for ${name}: asked when ${name} unlocks.`,
    aside: 'Put aside under Outbox. It is not sent.',
  },
  aside: {
    title: 'Put aside',
    text: 'Written while this phone was locked. Nobody on this phone said that it is theirs. It is not sent.',
    mine: 'It is mine after all',
    lost: (n: number) =>
      `${things(n)} written while this phone was locked cannot be opened: ${n === 1 ? 'it was' : 'they were'} locked for a PIN that was forgotten, and ${n === 1 ? 'is' : 'are'} not sent. If you made a call then, write it down again.`,
  },
} as const;
