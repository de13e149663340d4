/** `change` applied to a table without fault; the value read and the faults. */
export function reading<T>(read: (file: string, text: string, faults: string[]) => T, sound: string) {
  return (from: string | RegExp = '', to = '') => {
    const text = sound.replace(from, to);
    expect(text !== sound || from === '').toBe(true);
    const faults: string[] = [];
    return { got: read('t.json', text, faults), faults };
  };
}
