/**
 * Sentences of errors that were written for the command line may name a file of this machine. Whoever asks the API has no business with where
 * things lie, so paths are taken out on the way.
 */
const path = /(?<![\w:/.~{}])~?\/(?:[^\s/“”"'`<>|()[\]]+\/)+[^\s“”"'`<>|()[\]]*[^\s“”"'`<>|()[\].,;:!?]/g;

/** The sentence without absolute paths; addresses of the web and words with a slash stay. */
export const withoutPaths = (sentence: string): string => sentence.replace(path, '…');
