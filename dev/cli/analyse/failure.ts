/** Something that the person at the command line can mend; its message is one sentence. */
export class Failure extends Error {}
