/** Something about a form that somebody should look at. Plain data: the console sees it. */
export interface Signal {
  is: 'stopped' | 'onlyJunk' | 'onlyRefused' | 'doubled'
  since: number
}
