/** The urgent form has a draft for each place that it is opened from, told by its name. */

export interface OpenedFrom {
  case_id?: string | undefined;
  visit_id?: string | undefined;
}

export const urgentForm = ({ case_id, visit_id }: OpenedFrom): string => {
  if (visit_id) return `urgent:visit:${visit_id}`;
  return case_id ? `urgent:family:${case_id}` : 'urgent';
};

/** The page that a draft was opened from, told by its name. */
export function openedFrom(form: string): OpenedFrom & { path: string } {
  const [, kind, id = ''] = form.split(':');
  if (kind === 'visit') return { visit_id: id, path: `/urgent/visit/${id}` };
  return kind === 'family' ? { case_id: id, path: `/urgent/family/${id}` } : { path: '/urgent' };
}
