/** Small drawings beside words, never instead of them. */

const paths = {
  door: 'M6 20V4.5h12V20M2.5 20h19M14.5 12.5v.1',
  today: 'M5 5h14v15H5zM5 9.5h14M9 3v4M15 3v4',
  families:
    'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 20v-1.5a4.5 4.5 0 0 1 4.5-4.5h2a4.5 4.5 0 0 1 4.5 4.5V20M16 11.5a2.5 2.5 0 1 0-1-4.8M17 14.5a4 4 0 0 1 4.5 4V20',
  requests: 'M6 3h9l4 4v14H6zM14.5 3v4.5H19M9 12h7M9 16h7',
  alerts: 'M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 1.5h-15zM10 20.5a2 2 0 0 0 4 0',
  outbox: 'M3.5 14h5l1.5 2.5h4l1.5-2.5h5M3.5 14v6h17v-6M12 12V3M8 6.5 12 3l4 3.5',
  phone:
    'M6 3h3l1.5 5-2.2 1.6a11 11 0 0 0 6 6l1.7-2.2 5 1.6v3a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z',
  warn: 'M12 3.5 22 20.5H2zM12 10v5M12 17.6v.1',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.5l3.5 2',
  tick: 'M4.5 12.5 9.5 17.5 20 6.5',
  saved: 'M7 2.5h10v19H7zM10 18.5h4M9.5 10l2 2 3.5-4',
  sent: 'M4 12h15M13 6l6 6-6 6',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 21 21',
  both: 'M8 4 4 8l4 4M4 8h16M16 12l4 4-4 4M20 16H4',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="ds-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
