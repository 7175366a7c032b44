/** Larger answers are nothing of ours and are not read to their end. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024;

/** Rejects where it is too long, or breaks off. */
export const readText = async (response: Response): Promise<string> => {
  let text = '';
  const decoder = new TextDecoder();
  if (response.body === null) return text;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_ANSWER_BYTES) throw new Error('answer too large');
  }
  return text + decoder.decode();
};

/** `undefined`: it is no JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
