/** The link of a new code app, drawn for the camera of another phone. What draws it comes when it is needed. */
import { useEffect, useState } from 'preact/hooks';
import { secondStep as words } from '../../words';
import { pathOf } from '../../reading/qr-path';

export function QrCode({ link }: { link: string }) {
  const rows = useRows(link);
  if (rows === null) return null;
  const size = rows.length;
  return (
    <>
      <p class="govuk-body">{words.scan}</p>
      <svg
        class="ds-qr"
        role="img"
        aria-label={words.qr}
        viewBox={`0 0 ${size} ${size}`}
        shape-rendering="crispEdges"
      >
        <rect width={size} height={size} fill="#fff" />
        <path d={pathOf(rows)} fill="#000" />
      </svg>
    </>
  );
}

/** Null until it is drawn, and where it cannot be: the key can be typed. */
function useRows(link: string): boolean[][] | null {
  const [rows, setRows] = useState<boolean[][] | null>(null);
  useEffect(() => {
    void import('qr').then(
      ({ encodeQR }) => setRows(encodeQR(link, 'raw', { border: 4 })),
      () => setRows(null),
    );
  }, [link]);
  return rows;
}
