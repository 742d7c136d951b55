/** The header by which better-auth is told the client's address. It is set by us on every request, whatever the client sent. */
export const clientIpHeader = 'x-workprint-client-address';
