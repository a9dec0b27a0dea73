/** Does jobs in their order, at most `width` at a time, and answers when all are done. */
export async function pool<Job>(
  jobs: readonly Job[],
  width: number,
  work: (job: Job) => Promise<void>,
): Promise<void> {
  const queue = [...jobs]
  const worker = async (): Promise<void> => {
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) await work(job)
  }
  await Promise.all(Array.from({ length: width }, worker))
}
