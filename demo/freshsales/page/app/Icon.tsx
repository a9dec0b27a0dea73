/** Outlines of 24 by 24, drawn as one path each. */
const PATHS = {
  contacts:
    'M16 19c0-3-2.7-5-6-5s-6 2-6 5M10 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M16 4.5a3.5 3.5 0 0 1 0 6M17.5 14c2 .6 3.5 2.3 3.5 5',
  sales_accounts: 'M4 20V5l8-2v17M12 9l8 2v9M2 20h20M7.5 8h1M7.5 12h1M7.5 16h1M15.5 14h1M15.5 17h1',
  deals:
    'M12 3v18M16.5 6.5C15 5.5 13.5 5 12 5c-2.5 0-4.5 1.3-4.5 3.3C7.5 13 17 11 17 15.7 17 17.7 14.8 19 12 19c-2 0-3.8-.6-5-1.8',
  leads: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 12h.01',
  calls: 'M8 7 3 12l5 5M16 7l5 5-5 5M14 4l-4 16',
  note: 'M5 4h14v11l-5 5H5zM14 20v-5h5M9 9h6M9 13h3',
  sales_activity: 'M3 12h4l3-8 4 16 3-8h4',
  task: 'M5 12l5 5L20 7',
  appointment: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  phone_call:
    'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1',
  event: 'M13 3 5 14h6l-1 7 8-11h-6z',
  page_view: 'M4 5h16v14H4zM4 9h16M7 7h.01M10 7h.01',
} satisfies { [name: string]: string }

export function Icon({ name }: { name: string }) {
  return (
    <svg viewBox="0 0 24 24" class="icon" aria-hidden="true">
      <path d={(PATHS as { [name: string]: string })[name] ?? PATHS.event} />
    </svg>
  )
}
