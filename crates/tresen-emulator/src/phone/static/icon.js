// Line icons, drawn on a grid of 24.
const PATHS = {
  back: ["M15 5l-7 7 7 7"],
  send: ["M4 12l16-8-6 16-3-7z", "M11 13l9-9"],
  attach: ["M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8l-8.3 8.3a1.7 1.7 0 0 1-2.4-2.4l7.4-7.4"],
  mic: ["M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3z", "M6 11a6 6 0 0 0 12 0M12 17v4"],
  close: ["M6 6l12 12M18 6L6 18"],
  more: ["M7 10l5 5 5-5"],
  sliders: ["M4 7h10M18 7h2M4 17h2M10 17h10", "M16 5v4M8 15v4"],
  photo: ["M4 6h16v12H4z", "M4 16l5-5 4 4 3-3 4 4", "M15 9h.01"],
  video: ["M4 7h11v10H4z", "M15 11l5-3v8l-5-3"],
  file: ["M7 3h7l4 4v14H7z", "M14 3v4h4"],
  pin: ["M12 21c4-5 6-8 6-11a6 6 0 0 0-12 0c0 3 2 6 6 11z", "M12 10h.01"],
  reply: ["M9 6L4 11l5 5", "M4 11h9a6 6 0 0 1 6 6v1"],
  person: ["M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z", "M5 20a7 7 0 0 1 14 0"],
  one: ["M5 13l4 4L19 7"],
  two: ["M2 13l4 4L16 7", "M12 16l1 1L23 7"],
  bars: ["M5 18v-3M10 18v-6M15 18V9M20 18V6"],
  plane: ["M21 15l-8-4V5a1 1 0 0 0-2 0v6l-8 4v2l8-2v3l-2 2v1l3-1 3 1v-1l-2-2v-3l8 2z"],
  play: ["M8 5l11 7-11 7z"],
  pause: ["M8 5v14M16 5v14"],
  list: ["M8 7h12M8 12h12M8 17h12M4 7h.01M4 12h.01M4 17h.01"],
};

export function icon(name, size = 20) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true" })) svg.setAttribute(key, value);
  for (const drawn of PATHS[name] ?? []) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", drawn);
    svg.append(path);
  }
  return svg;
}
