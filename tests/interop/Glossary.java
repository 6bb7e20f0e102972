/* SPDX-License-Identifier: LGPL-2.1-or-later */
import java.io.*;
import java.nio.charset.StandardCharsets;
import org.omegat.gui.glossary.*;

/** Prints what OmegaT reads in a glossary: Glossary FILE; a name, a tab and its translation a line. */
public class Glossary {
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

        for (GlossaryEntry entry : GlossaryReaderTSV.read(new File(arguments[0]), false))
            out.println(entry.getSrcText() + "\t" + entry.getLocText());
    }
}
