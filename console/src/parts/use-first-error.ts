import { useEffect, useState } from 'react';

/** A field that is out of sight says nothing to whoever has pressed the button. */
export function useFirstError() {
  const [pressed, setPressed] = useState<{ readonly within: Element | null } | null>(null);
  useEffect(() => {
    const error = pressed?.within?.querySelector('[id$="-error"]');
    error?.parentElement?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }, [pressed]);
  return (within: Element | null) => setPressed({ within });
}
