import com.sun.source.util.JavacTask;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Reads Java sources as the compiler does, without the packages that they import. */
class ParseJava {
  public static void main(String[] files) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    StandardJavaFileManager manager = compiler.getStandardFileManager(problems, null, null);
    List<File> sources = Arrays.stream(files).map(File::new).toList();
    JavaCompiler.CompilationTask task =
        compiler.getTask(null, manager, problems, null, null, manager.getJavaFileObjectsFromFiles(sources));
    ((JavacTask) task).parse();
    for (Diagnostic<? extends JavaFileObject> problem : problems.getDiagnostics()) System.err.println(problem);
    if (!problems.getDiagnostics().isEmpty()) System.exit(1);
  }
}
