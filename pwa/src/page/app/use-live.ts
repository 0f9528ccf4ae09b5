/** Reads from the phone again whenever what is on it has changed, in this tab, another, or the worker. */
import { useEffect, useState } from 'preact/hooks';
import { attempt, listen, type PersonStore, type StorageTrouble, type Topic } from '../../store';
import { usePhone, useStore } from './phone';

/** Undefined until first read; null is an answer. */
export function useLive<T>(
  read: (store: PersonStore) => Promise<T>,
  about: readonly unknown[] = [],
): T | undefined {
  const store = useStore();
  const { setTrouble } = usePhone();
  const [value, setValue] = useState<{ of: string; is: T }>();
  const of = [store.person.id, ...about].join('|');
  useEffect(
    () =>
      follow(
        () => readOrSay(() => read(store), setTrouble),
        (is) => is !== undefined && setValue({ of, is }),
      ),
    [of],
  );
  return value?.of === of ? value.is : undefined;
}

/** Storage that fails is said in a banner; what stands on the screen stays. */
export async function readOrSay<T>(
  read: () => Promise<T>,
  say: (trouble: StorageTrouble) => void,
): Promise<T | undefined> {
  const answer = await attempt(read);
  if (answer.kind === 'saved') return answer.value;
  say(answer.why);
  return undefined;
}

const topics: readonly Topic[] = ['records', 'outbox'];

/** One read at a time; what changes meanwhile is read once more after it. */
export function follow<T>(
  read: () => Promise<T>,
  show: (value: T) => unknown,
  heard = topics,
): () => void {
  const now = { stopped: false, reading: false, again: false };
  const run = () => void readInTurn(now, read, show);
  const stop = listen((topic) => {
    if (heard.includes(topic)) run();
  });
  run();
  return () => {
    now.stopped = true;
    stop();
  };
}

interface Turn {
  stopped: boolean;
  reading: boolean;
  again: boolean;
}

async function readInTurn<T>(
  now: Turn,
  read: () => Promise<T>,
  show: (value: T) => unknown,
): Promise<void> {
  now.again = now.reading;
  if (now.reading) return;
  now.reading = true;
  try {
    do {
      now.again = false;
      const value = await read();
      if (!now.stopped) show(value);
    } while (now.again && !now.stopped);
  } finally {
    now.reading = false;
  }
}
