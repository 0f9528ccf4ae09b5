/** What every field of a form needs to know: its value, how to change it, what is wrong with it. */

export type Errors = Readonly<Record<string, string>>;

export interface Form<T extends object> {
  values: Partial<T>;
  set<K extends keyof T>(name: K, value: T[K]): void;
  errors: Errors;
}

export type NameOf<T, V> = {
  [K in keyof T]-?: Exclude<T[K], null | undefined> extends V ? K : never;
}[keyof T] &
  string;

export const idOf = (name: string): string => `field-${name}`;
export const errorIdOf = (name: string): string => `error-${name}`;
export const hintIdOf = (name: string): string => `hint-${name}`;

/** The ids a field points to, so that its hint and its error are read out with it. */
export function describedBy(name: string, hint?: unknown, error?: unknown): string | undefined {
  const ids = [hint ? hintIdOf(name) : '', error ? errorIdOf(name) : ''].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** What was written, without the blanks around it; null where nothing was. */
export const written = (text: string | null | undefined): string | null => text?.trim() || null;
