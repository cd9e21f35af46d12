/** Where this browser keeps what one person has typed for one act on one problem; another cycle begins afresh. */
export const draftKey = (person: string, problem: string, cycle: number, act: string) =>
  `bihuan.closeout.${person}.${problem}.${cycle}.${act}`
