/** Where the project is at home. */
export const PROJECT = 'https://github.com/freshsales-edge/freshsales-edge'

/** A page of the documentation. */
export const guide = (page: string) => `${PROJECT}/blob/main/${page}`
