package org.culverhouse.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ImportsTest {
  private static final JavaClasses MODULES = Modules.classes();

  @TestFactory
  Stream<DynamicTest> everyPackageImportsOnlyWhatItsRowAllows() {
    return ImportTable.rows().stream()
        .map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row)));
  }

  private static void check(ImportTable.Row row) {
    classes()
        .that()
        .resideInAnyPackage(row.packageNames().toArray(String[]::new))
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe(
                "are allowed by the table", type -> isJdk(type) || isAllowed(type, row)))
        .allowEmptyShould(true)
        .check(MODULES);
  }

  private static boolean isJdk(JavaClass type) {
    var base = type.getBaseComponentType();
    return base.isPrimitive()
        || Stream.of("java.", "javax.", "org.jspecify.").anyMatch(base.getName()::startsWith);
  }

  private static boolean isAllowed(JavaClass type, ImportTable.Row row) {
    var base = type.getBaseComponentType();
    var outer = base.getName().replaceAll("\\$.*", "");
    return row.allowed().stream()
        .anyMatch(
            name -> name.equals(outer) || JavaClass.Predicates.resideInAPackage(name).test(base));
  }

  @Test
  void theModulesHaveBeenCompiled() {
    assertThat(MODULES.contain("org.culverhouse.api.ImapListener")).isTrue();
    assertThat(MODULES.contain("org.culverhouse.mailbox.MailStore")).isTrue();
  }

  @Test
  void thePackagesHaveNoCycles() {
    slices().matching("org.culverhouse.(*)..").should().beFreeOfCycles().check(MODULES);
    slices().matching("org.culverhouse.connector.(*)..").should().beFreeOfCycles().check(MODULES);
  }

  @Test
  void nobodyImportsRuntime() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.culverhouse.runtime..", "org.culverhouse.server")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.culverhouse.runtime..")
        .check(MODULES);
  }

  @Test
  void theLauncherKnowsOnlyTheTableOfSettings() {
    noClasses()
        .that()
        .resideInAPackage("org.culverhouse.server")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are of runtime, but not of its table of settings",
                type ->
                    type.getPackageName().equals("org.culverhouse.runtime")
                        && !type.getSimpleName().startsWith("Setting")))
        .check(MODULES);
  }

  @Test
  void theGrammarKnowsNoSocketsAndNoThreads() {
    noClasses()
        .that()
        .resideInAPackage("org.culverhouse.connector.wire..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are sockets or threads",
                type ->
                    type.getPackageName().equals("java.net")
                        || type.isAssignableTo(Thread.class)
                        || type.getName().startsWith("java.util.concurrent.Exec")))
        .check(MODULES);
  }

  @Test
  void onlyStorageSpoolAndWiringTouchFiles() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.culverhouse.store..",
            "org.culverhouse.index",
            "org.culverhouse.search",
            "org.culverhouse.runtime",
            "org.culverhouse.connector.net",
            "org.culverhouse.connector.jca",
            "org.culverhouse.boot",
            "org.culverhouse.cli..",
            "org.culverhouse.server..")
        .and()
        .doNotHaveSimpleName("SpoolFolder")
        .and()
        .doNotHaveSimpleName("SpooledLiteral")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.nio.file..")
        .check(MODULES);
  }

  @Test
  void timeAndChanceAreParameters() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.culverhouse.api..",
            "org.culverhouse.connector.wire..",
            "org.culverhouse.connector.session",
            "org.culverhouse.mailbox",
            "org.culverhouse.mime",
            "org.culverhouse.index",
            "org.culverhouse.store..",
            "org.culverhouse.search",
            "org.culverhouse.account",
            "org.culverhouse.limits",
            "org.culverhouse.command")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(ThreadLocalRandom.class, "current")
        .check(MODULES);
  }
}
