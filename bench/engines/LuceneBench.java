import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * Lucene for the benchmark. "build FOLDER" indexes records from standard input, one a line, their
 * values between tabs. "query FOLDER" answers questions, one a line: kind and what it asks, between
 * tabs; the answer is the CPU nanoseconds it took and references and titles in turn.
 */
public final class LuceneBench {
    private static final int TOP = 10;
    private static final String[] FIELDS = {"title", "request", "response"};
    private static final float[] BOOSTS = {3.0f, 1.5f, 1.0f};
    private static final Sort NEWEST = new Sort(new SortField("day", SortField.Type.LONG, true));

    private final Analyzer analyzer = new EnglishAnalyzer(CharArraySet.EMPTY_SET);
    private final BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 16);
    private IndexSearcher searcher;

    public static void main(String[] arguments) throws IOException {
        try (Directory directory = new MMapDirectory(Path.of(arguments[1]))) {
            if (arguments[0].equals("build")) {
                new LuceneBench().build(directory);
            } else {
                new LuceneBench().answerAll(directory);
            }
        }
    }

    private void build(Directory directory) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(analyzer).setRAMBufferSizeMB(256);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                writer.addDocument(document(line.split("\t", -1)));
            }
        }
    }

    private static Document document(String[] values) {
        Document document = new Document();
        document.add(new StoredField("ref", values[0]));
        document.add(new TextField("title", values[1], Field.Store.YES));
        document.add(new TextField("request", values[2], Field.Store.NO));
        document.add(new TextField("response", values[3], Field.Store.NO));
        document.add(new StringField("force", values[4], Field.Store.NO));
        document.add(new SortedDocValuesField("force", new BytesRef(values[4])));
        for (String exemption : values[5].split(" ")) {
            document.add(new StringField("exemptions", exemption, Field.Store.NO));
        }
        document.add(new NumericDocValuesField("day", Long.parseLong(values[6])));
        return document;
    }

    private void answerAll(Directory directory) throws IOException {
        BooleanQuery.setMaxClauseCount(1 << 16);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null); // every question is to be answered, not remembered
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                long before = clock.getCurrentThreadCpuTime();
                String answer = answer(line.split("\t"));
                out.println(clock.getCurrentThreadCpuTime() - before + answer);
                out.flush();
            }
        }
    }

    private String answer(String[] asked) throws IOException {
        String text = asked[1];
        switch (asked[0]) {
            case "any":
                return top(words(text, Occur.SHOULD), 0);
            case "all":
                return top(words(text, Occur.MUST), 0);
            case "phrase":
                return top(inAnyField(field -> phrase(field, text)), 0);
            case "prefix":
                return top(inAnyField(field -> new PrefixQuery(new Term(field, text))), 0);
            case "fuzzy":
                return top(inAnyField(field -> new FuzzyQuery(new Term(field, text), 1)), 0);
            case "wildcard":
                return top(inAnyField(field -> new WildcardQuery(new Term(field, text))), 0);
            case "filter":
                BooleanQuery.Builder query = new BooleanQuery.Builder();
                query.add(words(text, Occur.SHOULD), Occur.MUST);
                query.add(new TermQuery(new Term("force", asked[2])), Occur.FILTER);
                query.add(new TermQuery(new Term("exemptions", asked[3])), Occur.FILTER);
                return top(query.build(), 0);
            case "newest":
                return shown(searcher.search(words(text, Occur.SHOULD), TOP, NEWEST).scoreDocs, 0);
            case "facets":
                return facets(words(text, Occur.SHOULD));
            case "deep":
                return top(words(text, Occur.SHOULD), Integer.parseInt(asked[2]));
            default:
                throw new IllegalArgumentException(asked[0]);
        }
    }

    private Query words(String text, Occur occur) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (String word : stems(text)) {
            query.add(inAnyField(field -> new TermQuery(new Term(field, word))), occur);
        }
        return query.build();
    }

    private Query phrase(String field, String text) {
        try {
            return new PhraseQuery(field, stems(text));
        } catch (IOException error) {
            throw new IllegalStateException(error);
        }
    }

    private static Query inAnyField(Function<String, Query> one) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (int i = 0; i < FIELDS.length; i++) {
            query.add(new BoostQuery(one.apply(FIELDS[i]), BOOSTS[i]), Occur.SHOULD);
        }
        return query.build();
    }

    private String[] stems(String text) throws IOException {
        StringBuilder found = new StringBuilder();
        try (TokenStream stream = analyzer.tokenStream("title", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                found.append(term).append(' ');
            }
            stream.end();
        }
        return found.toString().trim().split(" ");
    }

    private String top(Query query, int offset) throws IOException {
        return shown(searcher.search(query, offset + TOP).scoreDocs, offset);
    }

    private String shown(ScoreDoc[] hits, int offset) throws IOException {
        StringBuilder answer = new StringBuilder();
        int from = Math.min(offset, hits.length);
        for (ScoreDoc hit : Arrays.copyOfRange(hits, from, hits.length)) {
            Document document = searcher.doc(hit.doc);
            answer.append('\t').append(document.get("ref"));
            answer.append('\t').append(document.get("title"));
        }
        return answer.toString();
    }

    private String facets(Query query) throws IOException {
        ByForce counted = new ByForce();
        searcher.search(query, counted);
        StringBuilder answer = new StringBuilder();
        counted.all().forEach((force, n) -> answer.append('\t').append(force).append('\t').append(n));
        return answer.toString();
    }

    /** Counts hits by force, segment by segment. */
    private static final class ByForce extends SimpleCollector {
        private final Map<String, Integer> counts = new TreeMap<>();
        private SortedDocValues values;
        private int[] here;

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }

        @Override
        protected void doSetNextReader(LeafReaderContext context) throws IOException {
            all();
            values = context.reader().getSortedDocValues("force");
            here = new int[values.getValueCount()];
        }

        @Override
        public void collect(int document) throws IOException {
            if (values.advanceExact(document)) {
                here[values.ordValue()]++;
            }
        }

        private Map<String, Integer> all() throws IOException {
            for (int i = 0; here != null && i < here.length; i++) {
                if (here[i] > 0) {
                    counts.merge(values.lookupOrd(i).utf8ToString(), here[i], Integer::sum);
                }
            }
            here = null;
            return counts;
        }
    }
}
