/** How the address of a lead begins that the console sends to try everything out. */
export const TEST_LEAD = 'freshsales-edge-test+'
