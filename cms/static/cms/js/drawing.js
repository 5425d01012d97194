// A picture that is wider than its frame opens where the case begins.
for (const paper of document.querySelectorAll(".case-drawing__paper")) {
  const start = paper.querySelector(".case-drawing__scene")?.getBoundingClientRect();
  const frame = paper.getBoundingClientRect();
  if (start) paper.scrollLeft += start.left + start.width / 2 - frame.left - frame.width / 2;
}
