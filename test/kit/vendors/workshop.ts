/** Work under way at a fake of a vendor: known by an id that only this fake gave out, looked at once before it is done. */

export type Workshop<T> = {
  /** Takes work in; its id. */
  begin(work: T): string;
  /** What stands behind an id and whether it is done by now; undefined: nobody began it here. */
  look(id: string): { readonly work: T; readonly isDone: boolean } | undefined;
  /** Whether there was anything to stop. */
  cancel(id: string): 'stopped' | 'too-late' | 'unknown';
};

/** `idOf`: an id of this vendor's form from a number that no other fake used in this process. */
export const openWorkshop = <T>(idOf: (number: number) => string): Workshop<T> => {
  const works = new Map<string, { readonly work: T; looks: number }>();
  return {
    begin: (work) => {
      const id = idOf(++taken);
      works.set(id, { work, looks: 0 });
      return id;
    },
    look: (id) => {
      const found = works.get(id);
      return found && { work: found.work, isDone: found.looks++ > 0 };
    },
    cancel: (id) => {
      const found = works.get(id);
      return found ? (found.looks > 1 ? 'too-late' : 'stopped') : 'unknown';
    },
  };
};

let taken = 0;

/** An id like a UUID, for vendors that give out such. */
export const likeUuid = (number: number): string => `0199f0aa-7c1e-4e6b-9d2a-${String(number).padStart(12, '0')}`;
