import { useEffect, useState } from 'react';

/** Whether what is in an element is wider than the element, now and whenever either changes. */
export function useOverflow(): readonly [ref: (element: HTMLElement | null) => void, overflows: boolean] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    if (element === null) return undefined;
    const watch = new ResizeObserver(() => setOverflows(element.scrollWidth > element.clientWidth));
    watch.observe(element);
    for (const child of element.children) watch.observe(child);
    return () => watch.disconnect();
  }, [element]);
  return [setElement, overflows];
}
