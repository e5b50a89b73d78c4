// Voice messages by the microphone, where the browser can write ogg/opus; others send the ready-made one.
const TYPE = "audio/ogg;codecs=opus";
export const canRecord = () => Boolean(navigator.mediaDevices?.getUserMedia) && Boolean(globalThis.MediaRecorder?.isTypeSupported?.(TYPE));

// Starts; the returned function ends it and gives the file, or nothing when cancelled.
export async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
  const recorder = new MediaRecorder(stream, { mimeType: TYPE });
  const parts = [];
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  recorder.start();
  return (isKept) => new Promise((resolve) => {
    recorder.addEventListener("stop", () => {
      for (const track of stream.getTracks()) track.stop();
      resolve(isKept && parts.length ? new File(parts, "voice.ogg", { type: "audio/ogg; codecs=opus" }) : null);
    });
    recorder.stop();
  });
}
