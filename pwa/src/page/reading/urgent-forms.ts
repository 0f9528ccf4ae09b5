/** A request has a draft for each place that its form is opened from, told by its name. */

export interface OpenedFrom {
  case_id?: string | undefined;
  visit_id?: string | undefined;
}

const formOf =
  (kind: 'urgent' | 'ask') =>
  ({ case_id, visit_id }: OpenedFrom): string => {
    if (visit_id) return `${kind}:visit:${visit_id}`;
    return case_id ? `${kind}:family:${case_id}` : kind;
  };

export const urgentForm = formOf('urgent');

/** Of one that is not urgent. */
export const askForm = formOf('ask');

/** The page that a draft was opened from, told by its name. */
export function openedFrom(form: string): OpenedFrom & { path: string } {
  const [page = 'urgent', kind, id = ''] = form.split(':');
  if (kind === 'visit') return { visit_id: id, path: `/${page}/visit/${id}` };
  return kind === 'family' ? { case_id: id, path: `/${page}/family/${id}` } : { path: `/${page}` };
}
