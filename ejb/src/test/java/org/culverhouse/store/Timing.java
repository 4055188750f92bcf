package org.culverhouse.store;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.IntFunction;

/** Prints what operations of the engine cost. */
final class Timing {
  private Timing() {}

  /** What is measured, and what is done when it has been. */
  record Work(Runnable measured, Runnable afterwards) {}

  static void time(String what, int rounds, IntFunction<Runnable> work) {
    timeWork(what, rounds, round -> new Work(work.apply(round), () -> {}));
  }

  /**
   * Prints the least, the median and the 99th percentile of the time, and the least and the median
   * of the CPU time of the thread: on a busy machine only the least ones say much.
   */
  static void timeWork(String what, int rounds, IntFunction<Work> work) {
    var threads = ManagementFactory.getThreadMXBean();
    var wall = new long[rounds];
    var cpu = new long[rounds];
    for (int round = 0; round < rounds; round++) {
      var next = work.apply(round);
      long cpuStart = threads.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      next.measured.run();
      wall[round] = System.nanoTime() - start;
      cpu[round] = threads.getCurrentThreadCpuTime() - cpuStart;
      next.afterwards.run();
    }
    Arrays.sort(wall);
    Arrays.sort(cpu);
    System.out.printf(
        "%-48s least %,9d  median %,9d  p99 %,9d  cpu least %,8d  median %,8d us%n",
        what,
        wall[0] / 1000,
        wall[rounds / 2] / 1000,
        wall[rounds * 99 / 100] / 1000,
        cpu[0] / 1000,
        cpu[rounds / 2] / 1000);
  }

  /** The octets of all objects that something still needs. */
  static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
