// What a page of ours would do, and what a page that fell into wrong hands would try.
const engine = document.querySelector('#engine');

const connect = async () => {
  const access = await window.khidma.engineAccess();
  if (access === null) {
    engine.textContent = 'away';
    setTimeout(connect, 100);
    return;
  }
  // With a query, as tRPC does it.
  const socket = new WebSocket(`${access.url}?connectionParams=1`);
  socket.onopen = () => socket.send(access.token);
  socket.onmessage = ({ data }) => {
    engine.textContent = data;
  };
  socket.onclose = () => {
    engine.textContent = 'lost';
    setTimeout(connect, 100);
  };
};
void connect();

const outcome = async (action) => {
  try {
    return `allowed: ${String(await action())}`;
  } catch (problem) {
    return `refused: ${problem.name}`;
  }
};

const events = (target, good) =>
  new Promise((resolve, reject) => {
    target.addEventListener(good, () => resolve(good));
    target.addEventListener('error', () => reject(new Error('error')));
  });

const attempts = {
  eval: () => (0, eval)('1 + 1'),
  function: () => new Function('return 2')(),
  inlineScript: () => {
    const script = document.createElement('script');
    script.append('window.addedScriptRan = true');
    document.body.append(script);
    if (window.addedScriptRan !== true) throw new Error('did not run');
  },
  markup: () => {
    document.createElement('div').innerHTML = '<b>x</b>';
  },
  fetchElsewhere: (address) => fetch(`http://${address}/`, { mode: 'no-cors' }),
  fetchOwn: () => fetch('/index.html'),
  image: (address) => {
    const image = new Image();
    image.src = `http://${address}/x.png`;
    return events(image, 'load');
  },
  otherSocket: (address) => events(new WebSocket(`ws://${address}/`), 'open'),
  dataModule: () => import('data:text/javascript,export default 1'),
  blobWorker: () => {
    const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
    return events(worker, 'message');
  },
  frame: () => {
    const frame = document.createElement('iframe');
    frame.src = '/index.html';
    document.body.append(frame);
    return new Promise((resolve, reject) => {
      frame.onload = () =>
        frame.contentDocument?.querySelector('#here') ? resolve() : reject(new Error('empty'));
    });
  },
  openWindow: () => {
    if (window.open('khidma://kiosk/index.html') === null) throw new Error('none');
  },
  geolocation: () =>
    new Promise((resolve, reject) =>
      navigator.geolocation.getCurrentPosition(resolve, () => reject(new Error('denied'))),
    ),
  camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
  notification: async () => {
    if ((await Notification.requestPermission()) !== 'granted') throw new Error('denied');
  },
  clipboard: () => navigator.clipboard.readText(),
  usb: () => navigator.usb.requestDevice({ filters: [] }),
  serial: () => navigator.serial.requestPort(),
  serviceWorker: () => navigator.serviceWorker.register('/main.js'),
};

// From a timer: what a debugger evaluates directly is excused from the policy.
window.attempt = (name, argument) =>
  new Promise((resolve) => {
    setTimeout(() => void outcome(() => attempts[name](argument)).then(resolve), 0);
  });
window.hang = () => {
  setTimeout(() => {
    for (;;);
  }, 0);
};
