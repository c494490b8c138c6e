// Converts links between documents of the repository into links between pages of the site.

import { existsSync } from "node:fs";
import { posix } from "node:path";

/** The folders of the repository that are pages of the site, by their address below `docs/`. */
const FOLDERS = { "www/examples": "../examples/index.html" };
const PICTURE = /\.(png|webp|svg|jpe?g)$/;

/** Returns the relative URL of one page of the site from another, both below `docs/`. */
export const between = (from, to) => posix.relative(posix.dirname(from), to);

/**
 * Returns a function that rewrites links.
 * @param {{ root: string, repository: string, pages: { source: string, address: string }[] }} site
 *   `repository`: the address of the repository, or "" while it is not known.
 */
export function linker({ root, repository, pages }) {
  const addresses = new Map(pages.map(({ source, address }) => [source, address]));
  const pictures = new Map();
  /** Returns the new link, or `undefined` if the text has to remain without a link. */
  const link = (page, target) => {
    if (/^([a-z]+:|#)/.test(target)) return target;
    const [path, anchor] = target.split("#");
    const source = posix.join(posix.dirname(page.source), path).replace(/\/$/, "");
    const hash = anchor === undefined ? "" : `#${anchor}`;
    const address = addresses.get(source) ?? addresses.get(`${source}/README.md`) ?? FOLDERS[source] ?? picture(source);
    if (address) return between(page.address, address) + hash;
    if (!existsSync(posix.join(root, source))) throw new Error(`${page.source}: ${target} leads to no file`);
    return repository ? `${repository}/blob/main/${source}${hash}` : undefined;
  };
  const picture = (source) => {
    if (!PICTURE.test(source)) return undefined;
    const address = `pictures/${source.replace(/^docs\//, "")}`;
    pictures.set(address, source);
    return address;
  };
  return { link, pictures };
}
