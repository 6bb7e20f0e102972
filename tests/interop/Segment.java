/* SPDX-License-Identifier: LGPL-2.1-or-later */
import java.io.*;
import java.nio.charset.StandardCharsets;
import net.sourceforge.segment.srx.*;
import net.sourceforge.segment.srx.io.Srx2StaxParser;

/**
 * Splits paragraphs with libsegment: Segment FILE.srx. Each is a line, LANGUAGE, a tab and the text. Segments come
 * one a line with their white space, an empty line behind each paragraph.
 */
public class Segment {
    public static void main(String[] arguments) throws IOException {
        SrxDocument rules = new Srx2StaxParser().parse(
            new InputStreamReader(new FileInputStream(arguments[0]), StandardCharsets.UTF_8));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));

        for (String line = in.readLine(); line != null; line = in.readLine()) {
            int tab = line.indexOf('\t');
            SrxTextIterator segments = new SrxTextIterator(rules, line.substring(0, tab), line.substring(tab + 1));

            while (segments.hasNext())
                out.write(segments.next() + "\n");
            out.write("\n");
        }
        out.close();
    }
}
