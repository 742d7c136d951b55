/** What packages write to the console by themselves, as an error that the log can hold: its first words, which the log scrubs, and its cause. */

const mostCharacters = 300;

/** Objects may hold anything and are left out. */
export const complaintOf = (words: readonly unknown[]): Error => {
  const cause = words.find((word) => word instanceof Error);
  const said = words
    .filter((word) => typeof word === 'string' || typeof word === 'number')
    .join(' ')
    .slice(0, mostCharacters)
    .trim();
  if (said === '') return cause ?? new Error('It said nothing that can be written.');
  return new Error(said, { cause });
};
