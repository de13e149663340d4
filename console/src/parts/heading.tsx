import { useEffect, useRef, type ReactNode, type RefObject } from 'react';

/** The one `h1` of a screen. It takes the focus when the screen comes up, so that a screen reader says where one is. */
export function PageHeading({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 ref={heading} tabIndex={-1} className="text-std-28B-150 mb-6 outline-none">
      {children}
    </h1>
  );
}

export function Heading({ children }: { readonly children: ReactNode }) {
  return <h2 className={OF_PART}>{children}</h2>;
}

/** The heading of what a press brought up, where what was pressed may be gone: it takes the focus, and is scrolled to. */
export function StepHeading({ children }: { readonly children: ReactNode }) {
  return (
    <h2 ref={useTakesFocus()} tabIndex={-1} className={`${OF_PART} scroll-mt-24 outline-none`}>
      {children}
    </h2>
  );
}

const OF_PART = 'text-std-20B-150 mt-8 mb-3';

/** Focus while it stands; afterwards where it was, or at the screen's heading if nothing else has taken it. */
export function useTakesFocus(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (document.activeElement !== document.body) return;
      const stands = before instanceof HTMLElement && before !== document.body && before.isConnected;
      (stands ? before : document.querySelector('h1'))?.focus();
    };
  }, []);
  return heading;
}
