/** Strokes on a square of 24, drawn for Trame. */
const PATHS = {
  bold: 'M7.5 4.5h5.25a3.6 3.6 0 0 1 0 7.25H7.5zM7.5 11.75h6.25a3.9 3.9 0 0 1 0 7.75H7.5z',
  italic: 'M10.5 4.5h7M6.5 19.5h7M14.5 4.5l-5 15',
  h2: 'M4 5v14M12 5v14M4 12h8M16 11.5c.4-1.6 4.5-2.2 4.5.7 0 2.2-4.5 3.6-4.5 6.8h4.8',
  h3: 'M4 5v14M12 5v14M4 12h8M16 10.5h4.5L18 13.7c3.6 0 3.6 5.3 0 5.3-1 0-1.8-.4-2.3-1.1',
  bullet: 'M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01M9 6.5h11M9 12h11M9 17.5h11',
  number:
    'M4 4.5l1.5-.8v5M3.8 15.2c.3-1.3 2.9-1.4 2.9.3 0 1.3-2.9 2-2.9 4h3M10.5 6.5H20M10.5 12H20M10.5 17.5H20',
  quote: 'M5 16.5c3-1 4.5-3.5 4.5-8h-5v5h3M14 16.5c3-1 4.5-3.5 4.5-8h-5v5h3',
  link: 'M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7L12 17.7',
  undo: 'M8.5 5 4.5 9l4 4M4.5 9H14a5 5 0 0 1 0 10h-4',
  redo: 'M15.5 5l4 4-4 4M19.5 9H10a5 5 0 0 0 0 10h4',
} as const;

export type ToolbarIconName = keyof typeof PATHS;

export function ToolbarIcon({ name }: { readonly name: ToolbarIconName }) {
  return (
    <svg
      width={20}
      height={20}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'bold' || name === 'bullet' ? 2.5 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      focusable="false"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
