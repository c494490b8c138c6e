// Fixed results for the tests of bars and tables: a few works with chosen figures.

/** Builds a work with these samples: one record per round for each contestant. */
const work = (id, samples, kind = "receive") => ({
  id,
  title: id,
  kind,
  browser: "chromium",
  pictureBytes: 20e6,
  samples,
});

/** Builds results. `samples` overrides the samples of the 20 MB response. */
export function results(samples = {}) {
  return {
    date: "2030-01-02T03:04:05Z",
    filter: "",
    runs: 7,
    minutes: 12,
    loadAtEnd: 1.5,
    machine: { processor: "Some CPU (x64)", cores: 2, memoryGb: 8, system: "Some Linux", kernel: "Linux 6", load: 0.1 },
    versions: { tintype: "0.1.0 (abc)", node: "v20" },
    shipped: { tintype: { raw: 90_000, gzip: 38_000, brotli: 30_000 }, other: { raw: 3, gzip: 2, brotli: 1 } },
    works: [
      work("receive 20mb unary full", {
        floor: [{ decodedMs: 100, peakBytes: 20e6, mainThreadMs: 10 }],
        tintype: [{ decodedMs: 150, peakBytes: 44e6, mainThreadMs: 90, longestTaskMs: 20, wasmBytes: 4 << 20 }],
        "tintype-worker": [{ decodedMs: 160, peakBytes: 44e6, mainThreadMs: 31, longestTaskMs: 51 }],
        "genai-data": [{ decodedMs: 400, peakBytes: 100e6, mainThreadMs: 300, longestTaskMs: 200 }],
        ...samples,
      }),
      work("receive 2mb sse full", { tintype: [{ decodedMs: 20 }] }),
      work("receive 20mb sse full", { tintype: [{ decodedMs: 220 }], "genai-data": [{ decodedMs: 2200 }] }),
    ],
  };
}
