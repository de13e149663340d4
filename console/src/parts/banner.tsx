import { useEffect, useId, useRef, type ReactNode } from 'react';

const COLOURS = {
  info: 'border-blue-900',
  warning: 'border-warning-yellow-2',
  error: 'border-error-1',
  success: 'border-success-2',
} as const;
const MARKS = { info: 'i', warning: '!', error: '×', success: '✓' } as const;

export interface BannerProps {
  readonly kind: keyof typeof COLOURS;
  readonly title: string;
  readonly children?: ReactNode;
  /** Said at once by a screen reader, and scrolled to: for what answers something the user has just done. */
  readonly alert?: boolean;
}

/** Something to know about what is on the screen: said by mark, colour and words. */
export function Banner({ kind, title, children, alert = false }: BannerProps) {
  const id = useId();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (alert) box.current?.scrollIntoView({ block: 'nearest' });
  }, [alert, title]);
  return (
    <section
      ref={box}
      aria-labelledby={id}
      role={alert ? 'alert' : undefined}
      className={`my-4 scroll-my-24 rounded-8 border-3 bg-white p-4 ${COLOURS[kind]}`}
    >
      <p id={id} className="text-std-17B-170">
        <span
          aria-hidden="true"
          className="mr-2 inline-block size-7 rounded-full border-2 border-current text-center leading-6"
        >
          {MARKS[kind]}
        </span>
        {title}
      </p>
      {children !== undefined && <div className="text-std-16N-170 mt-2">{children}</div>}
    </section>
  );
}
