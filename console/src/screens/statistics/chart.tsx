import { useId, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';

export interface ChartProps {
  /** What it shows, and that a table says the same. */
  readonly label: string;
  readonly width: number;
  readonly height: number;
  /** Draws with this filling wherever something is hidden. */
  readonly children: (hatch: string) => ReactNode;
}

/**
 * A drawing whose points are read one by one, and that scrolls where its letters would be too small to read: Tab leads into it and out of it, arrows from
 * point to point.
 */
export function Chart({ label, width, height, children }: ChartProps) {
  const hatch = useId();
  return (
    <figure className="overflow-x-auto">
      <svg
        role="group"
        aria-label={label}
        viewBox={`0 0 ${width} ${height}`}
        className="w-full min-w-[32rem]"
        onKeyDown={goByArrows}
        onFocus={comeBackTo}
      >
        <defs>
          <pattern
            id={hatch}
            width="8"
            height="8"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="8" height="8" fill="#ffffff" />
            <rect width="3" height="8" fill="#767676" />
          </pattern>
        </defs>
        {children(`url(#${hatch})`)}
      </svg>
    </figure>
  );
}

export interface PointProps {
  /** The same figures as the table's, in words. */
  readonly said: string;
  /** Where Tab comes in. */
  readonly first: boolean;
  readonly children: ReactNode;
}

export function Point({ said, first, children }: PointProps) {
  return (
    <g
      role="img"
      aria-label={said}
      tabIndex={first ? 0 : -1}
      className="focus-visible:outline-4 focus-visible:outline-black"
    >
      {children}
    </g>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
const pointsOf = (chart: Element): readonly SVGElement[] => [
  ...chart.querySelectorAll<SVGElement>('[role="img"]'),
];

function goByArrows(event: KeyboardEvent<SVGSVGElement>): void {
  const points = pointsOf(event.currentTarget);
  const at = points.findIndex((point) => point === document.activeElement);
  const step = STEPS[event.key];
  const to = { Home: 0, End: points.length - 1 }[event.key] ?? (step === undefined ? null : at + step);
  if (at < 0 || to === null) return;
  event.preventDefault();
  points[Math.max(0, Math.min(points.length - 1, to))]?.focus();
}

/** Tab comes back to the point that was read last. */
function comeBackTo({ currentTarget, target }: FocusEvent<SVGSVGElement>): void {
  for (const point of pointsOf(currentTarget)) point.setAttribute('tabindex', point === target ? '0' : '-1');
}
