/** The door of the object stores: bytes under names, in a folder of this machine or in an S3-compatible store. */
export { type DiskCalls, nodeDiskCalls } from './disk-calls.ts';
export { openDiskObjects } from './disk-objects.ts';
export { openS3Objects, type S3Settings } from './s3-objects.ts';
