// The events of the preview: one stream of them for all tabs of a browser.
//
// Browsers keep no more than six connections to a server such as this one, and a stream takes one for as long as it
// stands: with six tabs that have one each, nothing of the site would load any more. So one tab listens, the one that
// holds the lock, and tells the others; when it goes, the next in line holds it. Where a browser has no locks or no
// channels, as towards other machines, whose addresses count as insecure, each tab listens while it is seen.
//
// `take` gets the word of each event. A tab that begins to listen, or is seen again, asks for all that may have changed:
// what it missed is made up for, also where the tab that listens was put to sleep.
const listenToEvents = (address, take) => {
  const isSeen = () => document.visibilityState === "visible";
  const ask = () => ["page", "problems"].forEach(take);

  // Opens the stream, whose first events ask for all, and returns what closes it.
  const open = (tell) => {
    const stream = new EventSource(address);
    stream.addEventListener("message", ({ data }) => tell(data.split(" ")[1]));
    return () => stream.close();
  };

  // Listens while the tab is seen, and returns what ends that.
  const listenWhileSeen = () => {
    let close;
    const look = () => {
      close?.();
      close = isSeen() ? open(take) : undefined;
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      close?.();
    };
  };

  // Listens together with the other tabs, and returns what ends that.
  const share = () => {
    const channel = new BroadcastChannel(address);
    const left = new AbortController();
    const { signal } = left;
    let leave = () => channel.close();

    const lead = () => {
      // The lock may come when the tab has left, and would be held for ever.
      if (signal.aborted) return undefined;
      const close = open((word) => {
        channel.postMessage(word);
        take(word);
      });
      return new Promise((release) => signal.addEventListener("abort", () => release(close()), { once: true }));
    };
    // A browser may have locks and keep this page from them.
    const goAlone = () => {
      if (signal.aborted) return;
      left.abort();
      channel.close();
      leave = listenWhileSeen();
    };
    const follow = () => {
      ask();
      navigator.locks.request(address, { signal }, lead).catch(goAlone);
    };
    // What the second request comes to is nothing that the first waits for.
    const begin = (lock) => (lock ? lead() : void follow());

    channel.addEventListener("message", ({ data }) => take(data));
    const askIfSeen = () => isSeen() && ask();
    document.addEventListener("visibilitychange", askIfSeen, { signal });
    navigator.locks.request(address, { ifAvailable: true }, begin).catch(goAlone);
    return () => {
      left.abort();
      leave();
    };
  };

  const canShare = "locks" in navigator && "BroadcastChannel" in window;
  let stop;
  const start = () => (stop ??= canShare ? share() : listenWhileSeen());
  const end = () => {
    stop?.();
    stop = undefined;
  };
  start();
  // A tab that is put away or to sleep hands on what it holds.
  addEventListener("pagehide", end);
  document.addEventListener("freeze", end);
  document.addEventListener("resume", start);
  // Some browsers wake a page that they kept without that event.
  addEventListener("pageshow", ({ persisted }) => persisted && start());
};
