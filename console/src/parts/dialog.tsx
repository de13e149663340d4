import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { SaidBeside, useAbove } from './said-beside.js';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus, closes by Esc, and gives the focus back. Open while it is drawn. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useAbove(id);
  // It gives the focus back as long as it is part of the page.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className="m-auto w-full max-w-xl rounded-12 border border-solid-gray-420 bg-white p-6 backdrop:bg-black/60"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={id} className="text-std-22B-150 mb-4">
        {title}
      </h2>
      {children}
      <SaidBeside within={id} />
    </dialog>
  );
}
