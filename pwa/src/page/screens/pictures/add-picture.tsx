/** Take or choose a photo: made smaller, closed and saved before anything is said. */
import { useState } from 'preact/hooks';
import type { AttachmentFields } from '../../../domain';
import { addPicture } from '../../../store';
import { usePhone, useStore } from '../../app/phone';
import { scaled } from '../../picture/scale';
import { pictures as words } from '../../words';

type What = AttachmentFields['what'];

interface Subject {
  case_id: string;
  subject_id: string;
  child_id?: string;
}

export function AddPicture(subject: Subject) {
  const [open, setOpen] = useState(false);
  if (open) return <TakePicture subject={subject} done={() => setOpen(false)} />;
  return (
    <button
      type="button"
      class="govuk-button govuk-button--secondary"
      onClick={() => setOpen(true)}
    >
      {words.add}
    </button>
  );
}

function TakePicture({ subject, done }: { subject: Subject; done: () => void }) {
  const [what, setWhat] = useState<What>('three_houses_sheet');
  const [is, setIs] = useState<'ready' | 'making' | 'not-read'>('ready');
  const save = useSavePicture();
  const take = async (file: File | undefined) => {
    if (!file) return;
    setIs('making');
    const saved = await save({ ...subject, what }, file);
    if (saved === 'saved') done();
    else setIs(saved === 'not-read' ? 'not-read' : 'ready');
  };
  return (
    <div class="ds-card">
      <What what={what} choose={setWhat} />
      {is === 'not-read' && <p class="govuk-error-message">{words.notRead}</p>}
      {is === 'making' && (
        <p class="govuk-body" role="status">
          {words.making}
        </p>
      )}
      <ChooseFile disabled={is === 'making'} take={(file) => void take(file)} />
    </div>
  );
}

function useSavePicture() {
  const store = useStore();
  const { setTrouble } = usePhone();
  return async (about: Subject & { what: What }, file: File) => {
    const content = await scaled(file);
    if (content === null) return 'not-read';
    const saved = await addPicture(store, about, content);
    setTrouble(saved.kind === 'not-saved' ? saved.why : null);
    return saved.kind;
  };
}

function What({ what, choose }: { what: What; choose: (what: What) => void }) {
  return (
    <div class="govuk-form-group">
      <label class="govuk-label" for="picture-what">
        {words.what}
      </label>
      <select
        id="picture-what"
        class="govuk-select"
        value={what}
        onChange={(event) => choose(event.currentTarget.value as What)}
      >
        {Object.entries(words.whats).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ChooseFileProps {
  disabled: boolean;
  take: (file: File | undefined) => void;
}

function ChooseFile({ disabled, take }: ChooseFileProps) {
  return (
    <div class="govuk-form-group">
      <label class="govuk-label" for="picture-file">
        {words.choose}
      </label>
      <div id="picture-hint" class="govuk-hint">
        {words.hint}
      </div>
      <input
        id="picture-file"
        class="govuk-file-upload"
        type="file"
        accept="image/*"
        capture="environment"
        aria-describedby="picture-hint"
        disabled={disabled}
        onChange={(event) => take(event.currentTarget.files?.[0])}
      />
    </div>
  );
}
