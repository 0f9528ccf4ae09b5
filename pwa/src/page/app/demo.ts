/** Set by the server with the page, so it is known offline and before anything is fetched. */
export const isDemo = (): boolean => /(?:^|;\s*)doorstep_mode=demo(?:;|$)/.test(document.cookie);
