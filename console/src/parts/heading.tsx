import { useEffect, useRef, type ReactNode } from 'react';

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
  return <h2 className="text-std-20B-150 mt-8 mb-3">{children}</h2>;
}
