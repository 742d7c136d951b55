/** The door of the room: files on their way in, on a shared disk or over an object store. */
export { openDiskIntake } from './disk-intake.ts';
export { openObjectIntake } from './object-intake.ts';
