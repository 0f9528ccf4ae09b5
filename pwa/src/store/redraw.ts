/** Tells every screen, in this tab and others, that what is on the phone has changed. */

/** `lock`: somebody asked for the lock, and it holds for every tab. */
export type Topic = 'records' | 'outbox' | 'drafts' | 'device' | 'sync' | 'lock';

const NAME = 'doorstep-redraw';
let sender: BroadcastChannel | null = null;

export function announce(topic: Topic): void {
  sender ??= new BroadcastChannel(NAME);
  sender.postMessage(topic);
}

/** Returns the function that stops listening. */
export function listen(hear: (topic: Topic) => void): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = (event: MessageEvent<Topic>) => {
    hear(event.data);
  };
  return () => {
    channel.close();
  };
}
