/** What an awaitable fails with; fails itself if it does not. */
export async function error_of<E = Error>(awaitable: PromiseLike<unknown>): Promise<E> {
  try {
    await awaitable;
  } catch (error) {
    return error as E;
  }
  throw new Error("it was expected to fail");
}
