/** The service worker never unlocks, so its script is built without what needs a key. */
declare const __WORKER__: boolean;

/** Known when it is built: in the page's script it is false, in the worker's true. */
export const in_worker: boolean = typeof __WORKER__ !== 'undefined';
