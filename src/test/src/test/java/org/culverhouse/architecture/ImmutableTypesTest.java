package org.culverhouse.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** S26: what sessions share of a mailbox is changed by nobody; changes make another one. */
class ImmutableTypesTest {
  private static final JavaClasses MODULES = Modules.classes();
  private static final Set<String> SNAPSHOTS =
      Set.of(
          "org.culverhouse.index.MailboxState",
          "org.culverhouse.index.FlagMaps",
          "org.culverhouse.index.ModSeqs",
          "org.culverhouse.index.Slots",
          "org.culverhouse.index.Columns",
          "org.culverhouse.index.ExpungeHistory",
          "org.culverhouse.mailbox.UidBitmap",
          "org.culverhouse.mailbox.MailboxTree",
          "org.culverhouse.mailbox.MailboxInfo",
          "org.culverhouse.store.StoreState",
          "org.culverhouse.store.Relocations",
          "org.culverhouse.store.Snapshot",
          "org.culverhouse.store.LogMark");

  private static final DescribedPredicate<JavaClass> IS_SNAPSHOT =
      DescribedPredicate.describe("are snapshots", type -> SNAPSHOTS.contains(type.getName()));

  @Test
  void theyAreAllThere() {
    SNAPSHOTS.forEach(
        name ->
            org.assertj.core.api.Assertions.assertThat(MODULES.contain(name)).as(name).isTrue());
  }

  @Test
  void theirFieldsNeverChange() {
    classes().that(IS_SNAPSHOT).should().haveOnlyFinalFields().check(MODULES);
  }

  /** A method that returns nothing is there for what it does; to tell a visitor is no change. */
  @Test
  void theyHaveNoMutators() {
    classes().that(IS_SNAPSHOT).should(haveNoMutators()).check(MODULES);
  }

  private static ArchCondition<JavaClass> haveNoMutators() {
    return new ArchCondition<>("have no public method that changes them") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getMethods().stream()
            .filter(ImmutableTypesTest::isMutator)
            .forEach(
                method -> events.add(SimpleConditionEvent.violated(method, method.getFullName())));
      }
    };
  }

  private static boolean isMutator(JavaMethod method) {
    return method.getModifiers().contains(JavaModifier.PUBLIC)
        && method.getRawReturnType().getName().equals("void")
        && !method.getName().startsWith("forEach");
  }
}
