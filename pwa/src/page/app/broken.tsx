/** When the app itself fails: the calls still stand, and what was written is still on the phone. */
import { Component, type ComponentChildren } from 'preact';
import { dialled } from '../reading/calls';
import { broken, calling, common } from '../words';
import { isDemo } from './demo';

interface BoundaryState {
  failed: boolean;
}

/** Anything thrown while drawing ends here instead of in an empty page. */
export class Boundary extends Component<{ children: ComponentChildren }, BoundaryState> {
  override state: BoundaryState = { failed: false };

  static override getDerivedStateFromError(): BoundaryState {
    return { failed: true };
  }

  override render(): ComponentChildren {
    return this.state.failed ? <Broken /> : this.props.children;
  }
}

/** At its start: the page that failed would fail again. */
function openAgain(): void {
  location.hash = '/';
  location.reload();
}

interface Words {
  title: string;
  text: string;
  again: string;
}

export function Broken({ words = broken }: { words?: Words }) {
  const demo = isDemo();
  return (
    <main class="ds-main" id="main">
      <h1 class="govuk-heading-l">{words.title}</h1>
      <a class="ds-call" href={`tel:${dialled('999', demo)}`}>
        {demo ? calling.callNineDemoLong : calling.callNineLong}
      </a>
      <a class="ds-call ds-call--second" href={`tel:${dialled('101', demo)}`}>
        {calling.call(demo ? calling.oneOhOneDemo : calling.oneOhOne)}
      </a>
      <p class="govuk-body govuk-!-margin-top-4">{words.text}</p>
      <button type="button" class="govuk-button" onClick={openAgain}>
        {words.again}
      </button>
      <p class="govuk-body-s ds-quiet">{common.product}</p>
    </main>
  );
}
